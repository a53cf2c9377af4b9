// A private authority and a certificate of its for Redis, as docs/operations.md has an admin make them.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} dir made where missing
 * @param {string} address the IP address others reach Redis at
 * @returns {string} dir, with `ca.crt`, `redis.crt` and `redis.key`
 */
export function makeCertificates(dir, address) {
  mkdirSync(dir, { recursive: true });
  const openssl = (...args) => execFileSync("openssl", args, { cwd: dir, stdio: "pipe" });
  const fresh = ["-newkey", "rsa:2048", "-noenc"];
  openssl(
    "req",
    "-x509",
    ...fresh,
    "-days",
    "2",
    "-subj",
    "/CN=Roentgram",
    "-keyout",
    "ca.key",
    "-out",
    "ca.crt",
  );
  openssl("req", ...fresh, "-subj", "/CN=redis", "-keyout", "redis.key", "-out", "redis.csr");
  writeFileSync(join(dir, "names"), `subjectAltName=IP:${address}\n`);
  const signed = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names"];
  openssl("x509", "-req", "-in", "redis.csr", ...signed, "-days", "2", "-out", "redis.crt");
  // Redis' user in the container is another than ours; these keys live for one round.
  chmodSync(join(dir, "redis.key"), 0o644);
  return dir;
}
