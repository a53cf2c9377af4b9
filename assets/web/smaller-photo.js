// Makes the chosen photo smaller before it is sent: a phone's picture has megabytes, the network looks at 224 pixels.
// Where a browser lacks any of this, or anything fails, the photo goes out as it is.
(() => {
  const LONGEST_SIDE = 1600;
  const QUALITY = 0.85;
  const SMALL_ENOUGH = 300000;
  const input = document.getElementById("photo");
  const status = document.getElementById("status");
  const form = input?.form;
  if (!form || !status || !window.createImageBitmap || !window.DataTransfer) return;
  // A browser that ignores a photo's orientation would lose it here.
  if (!window.CSS || !CSS.supports("image-orientation", "from-image")) return;
  let work = Promise.resolve();
  let sending = false;

  async function shrink(file) {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    if (scale === 1 && file.size <= SMALL_ENOUGH) return;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    // A transparent picture would else turn black.
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!blob || blob.size >= file.size || input.files[0] !== file) return;
    const list = new DataTransfer();
    list.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
    input.files = list.files;
  }

  input.addEventListener("change", () => {
    const [file] = input.files;
    work = file ? shrink(file).catch(() => {}) : Promise.resolve();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // A second tap would break off the first upload.
    if (sending) return;
    sending = true;
    status.textContent = status.dataset.sending;
    void work.then(() => form.submit());
  });
  window.addEventListener("pageshow", () => {
    sending = false;
    status.textContent = "";
  });
})();
