/** The little of it that is used; the package declares nothing itself. */
declare module "qrcode" {
  const qrcode: { toString(text: string, options: { type: "terminal"; small: boolean }): Promise<string> };
  export = qrcode;
}
