// Who may leaf through the whole journal. Proofs of single entries are for anybody signed in. Pure;
// the web app shows the page to the same roles.

export const journalReaders = ['audit', 'office', 'finance', 'supervision'] as const;
