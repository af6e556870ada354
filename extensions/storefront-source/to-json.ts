/** By a short name: the script says it often, and each letter is loaded by every shopper. */
export const toJson = JSON.stringify;
