import { grayPng } from "../gray-png.ts";
import { drawPhantom, type PhantomOptions } from "./phantom.ts";

/** The phantom as a PNG file. */
export const phantomPng = (options: PhantomOptions = {}): Promise<Buffer> => grayPng(drawPhantom(options));
