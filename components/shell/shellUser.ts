/** The person who is signed in. */
export interface ShellUser {
  name: string;
  email: string;
}
