import { createCloudApi } from "../channels/whatsapp/cloud/api.ts";
import { adminTrouble, CloudFailure } from "../channels/whatsapp/cloud/failures.ts";
import type { CloudConfig } from "../config/whatsapp-config.ts";
import { type Check, failure, ok, warning } from "./doctor-check.ts";

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/** Whether Meta knows the token and the number; and where its notifications have to come. */
export async function checkCloud({ token, phoneId, apiRoot, webhook }: CloudConfig): Promise<Check[]> {
  const { host, port, path } = webhook;
  const place = `${host}:${port}${path}`;
  const open = LOOPBACK.includes(host);
  const listens = open
    ? ok("webhook", `${place}, for a reverse proxy with a certificate on this machine`)
    : warning(
        "webhook",
        `${place}, without https`,
        "put a reverse proxy with a certificate in front, and let nobody else reach this port",
      );
  try {
    const { display_phone_number: number, verified_name: name } = await createCloudApi({
      apiRoot,
      token,
      phoneId,
    }).account();
    return [ok("whatsapp", `Cloud API, ${name ?? "no name"} ${number ?? ""}`.trim()), listens];
  } catch (error) {
    if (!(error instanceof CloudFailure)) {
      const fix = "check the connection and WHATSAPP_CLOUD_API_ROOT";
      return [failure("whatsapp", "the Cloud API cannot be reached", fix), listens];
    }
    const trouble = adminTrouble(error);
    const fix = trouble
      ? "a system user's token with whatsapp_business_messaging does not end by itself: README, WhatsApp"
      : "WHATSAPP_CLOUD_PHONE_ID is the number's id in the app's WhatsApp > API setup, not the number";
    return [failure("whatsapp", trouble ?? `the number is not known (${error.message})`, fix), listens];
  }
}
