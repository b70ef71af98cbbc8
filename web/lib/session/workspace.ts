/** The cookie that says which workspace is shown, to who is at home in several. Not a secret: the API checks it. */
export const workspaceCookie = (stage: string): string => `workspace-${stage}`;
