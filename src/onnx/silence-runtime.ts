import process from "node:process";

// ONNX Runtime would keep a device id in the home folder and report models and runs to its makers. Nothing here is
// anybody else's business, and many of the places this runs in pay for every byte. Read by the library when it is loaded.
process.env["ORT_DISABLE_TELEMETRY"] = "1";
