import { type CloudApiServer, PHONE_ID, startCloudApi } from "../../../fakes/cloud-api.ts";
import { vault } from "../../../queue/redis-fixture.ts";
import { type TestHouse, until } from "../../../runtime/owned.ts";
import { startWhatsapp, type WhatsappProcess } from "../fixture.ts";

const WEBHOOK_PATH = "/whatsapp";

export async function openCloudApi(house: TestHouse): Promise<CloudApiServer> {
  return house.own("cloud api", await startCloudApi(), (api) => api.close());
}

/** The environment of a channel process that reaches the fake. */
export function cloudEnv(api: CloudApiServer, redisUrl: string): Record<string, string> {
  return {
    REDIS_URL: redisUrl,
    WHATSAPP_TRANSPORT: "cloud",
    WHATSAPP_CLOUD_TOKEN: api.token,
    WHATSAPP_CLOUD_PHONE_ID: PHONE_ID,
    WHATSAPP_CLOUD_APP_SECRET: api.appSecret,
    WHATSAPP_CLOUD_VERIFY_TOKEN: api.verifyToken,
    WHATSAPP_CLOUD_API_ROOT: api.root,
    WHATSAPP_WEBHOOK_PORT: "0",
  };
}

/** Starts the real channel process. */
export function startCloud(
  house: TestHouse,
  { api, redisUrl, env = {} }: { api: CloudApiServer; redisUrl: string; env?: Record<string, string> },
): WhatsappProcess {
  const started = startWhatsapp({ ...cloudEnv(api, redisUrl), ...env });
  return house.own("whatsapp", started, (it) => it.kill());
}

/** Waits until the process listens, and has the fake post there. */
export async function ready(api: CloudApiServer, bot: WhatsappProcess): Promise<WhatsappProcess> {
  const said = () => /"port":(\d+),"msg":"whatsapp channel ready/.exec(bot.log())?.[1];
  await until(() => said() !== undefined || bot.child.exitCode !== null, 30_000);
  if (bot.child.exitCode !== null) throw new Error(`the channel ended:\n${bot.log()}`);
  api.webhook = `http://127.0.0.1:${said()}${WEBHOOK_PATH}`;
  return bot;
}

export function studyOf(chat: string, message: string): string {
  return vault.studyId("whatsapp", `${PHONE_ID} ${chat}`, message);
}
