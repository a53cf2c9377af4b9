import { decimal, whole } from "./read-env.ts";

/** From when on admins are alerted. */
export const AlertEnv = {
  ALERT_QUEUE_MINUTES: whole(1, 10_000).default(5),
  ALERT_DISK_GB: decimal(0, 100_000).default(1),
  /** What begins or ends must last so long before it is told: a process that is being replaced is no trouble. */
  ALERT_AFTER_SECONDS: whole(0, 3_600).default(45),
  /** A trouble that lasts is told again after so many hours. */
  ALERT_REPEAT_HOURS: decimal(0, 720).default(6),
};
