/** The form of an e-mail address the mail server has to judge further. */
export const looksLikeEmail = (text: string): boolean =>
  text.length <= 254 &&
  /^[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/.test(text);
