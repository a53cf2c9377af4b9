import { expect, it } from "vitest";
import { checkCloud } from "../../src/cli/doctor-cloud.ts";
import { openCloudApi } from "../channels/whatsapp/cloud/fixture.ts";
import { PHONE_ID } from "../fakes/cloud-api.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();
const webhook = { host: "127.0.0.1", port: 8082, path: "/whatsapp" };

it("doctor asks Meta for the number, and says what to do about a token, a number or a host that is wrong", async () => {
  const api = await openCloudApi(house);
  const config = {
    token: api.token,
    phoneId: PHONE_ID,
    appSecret: "s",
    verifyToken: "v",
    apiRoot: api.root,
    webhook,
  };
  const look = async (changed: object = {}) => {
    const [number, place] = await checkCloud({ ...config, ...changed });
    return [number?.state, `${number?.detail} -> ${number?.fix}`, place?.state];
  };
  expect(await look()).toEqual(["ok", "Cloud API, Clinic +1 555 -> undefined", "ok"]);
  expect(await look({ token: "wrong" })).toEqual([
    "failure",
    expect.stringMatching(/refused \(code 190\).* -> a system user's token/),
    "ok",
  ]);
  expect(await look({ phoneId: "5" })).toEqual([
    "failure",
    expect.stringMatching(/the number is not known .* -> WHATSAPP_CLOUD_PHONE_ID is the number's id/),
    "ok",
  ]);
  expect(await look({ apiRoot: "http://127.0.0.1:9/v1" })).toEqual([
    "failure",
    expect.stringContaining("cannot be reached -> check the connection"),
    "ok",
  ]);
  expect(await look({ webhook: { ...webhook, host: "0.0.0.0" } })).toEqual([
    "ok",
    expect.anything(),
    "warning",
  ]);
});
