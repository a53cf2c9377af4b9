/** How long a result can be answered with feedback, and how long a given photo waits for a confirmation. */
export const CASE_DAYS = 30;

/** How long feedback is kept, and with it a given photo whose findings were confirmed. */
export const FEEDBACK_DAYS = 365;

/** After being forgotten: how long marks without content are kept, so that studies still in hand are dropped. */
export const FORGOTTEN_DAYS = 8;
