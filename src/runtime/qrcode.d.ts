/** The little of it that is used; the package declares nothing itself. */
declare module "qrcode" {
  const qrcode: {
    toString(text: string, options: { type: "terminal"; small: boolean }): Promise<string>;
    toString(text: string, options: { type: "svg"; margin: number }): Promise<string>;
  };
  export = qrcode;
}
