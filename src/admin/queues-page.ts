import { caseCodeOf } from "../core/case-code.ts";
import { StudyId } from "../queue/jobs.ts";
import type { QueueAdmin } from "../queue/queue-admin.ts";
import { type Html, html } from "../runtime/http/html.ts";

type TroubledJob = Awaited<ReturnType<QueueAdmin["troubled"]>>[number];

/** Of a job nothing is shown but its queue, its case code and why it failed: neither address nor photo, sealed or not. */
function row({ queue, study, state, reason, attempts, since }: TroubledJob, token: string): Html {
  const code = StudyId.safeParse(study).success ? caseCodeOf(study) : "–";
  return html`<tr><td>${queue}</td><td>${code}</td><td>${state === "failed" ? "failed" : `attempt ${attempts}, tried again`}</td>
<td>${since.slice(0, 16).replace("T", " ")}</td><td>${reason}</td>
<td><form method="post" action="/queues/retry"><input type="hidden" name="form" value="${token}"><input type="hidden" name="study" value="${study}"><button>Run again</button></form></td></tr>
`;
}

/** Jobs that failed or rest before their next attempt, and a way to let them run again. */
export function renderQueues(jobs: readonly TroubledJob[], token: string, done: string | null): Html {
  const said =
    done !== null && /^\d+$/.test(done) ? html`<p class="good">${done} to run again.</p>` : undefined;
  if (jobs.length === 0) return html`${said}<p>Nothing has failed.</p>`;
  return html`${said}
<form method="post" action="/queues/retry"><input type="hidden" name="form" value="${token}"><button>Run all again</button></form>
<div class="wide"><table><thead><tr><th>queue</th><th>case</th><th>state</th><th>since (UTC)</th><th>reason</th><th></th></tr></thead>
<tbody>${jobs.map((job) => row(job, token))}</tbody></table></div>
<p><small>To remove them for good: <code>roentgram queue drain</code>.</small></p>`;
}
