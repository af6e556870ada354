/** The one person who works in every shop of the dev store. */
export const STAFF_USER = {
  id: 90_210_001,
  first_name: "Dev",
  last_name: "Store",
  email: "staff@example.com",
  email_verified: true,
  account_owner: true,
  locale: "en",
  collaborator: false,
};
