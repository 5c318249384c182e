import { z } from 'zod';
import { INVITATION_LIMITS } from '../config/limits/own-door.ts';

/** POST /api/people/agency-accounts: for whom; null: for everybody who owes a report in the year. */
export const invitationRequestSchema = z.strictObject({
  year: z.int().min(2008).max(2100),
  agencyIds: z.array(z.uuid()).min(1).max(INVITATION_LIMITS.atOnce).nullable().default(null),
});
export type InvitationRequest = z.infer<typeof invitationRequestSchema>;

/**
 * `made`: a new account; `renewed`: one that nobody has signed in to yet, whose address before has ended; `active`: somebody
 * uses it; `disabled`: it was shut, and is left so.
 */
export const ACCOUNT_STATES = ['made', 'renewed', 'active', 'disabled'] as const;

export const invitationSchema = z
  .object({
    agencyId: z.uuid(),
    agency: z.string(),
    personId: z.uuid(),
    /** The name to sign in by. */
    name: z.string(),
    state: z.enum(ACCOUNT_STATES),
    /** One-time address behind the server's own, told this once; null where none is needed. */
    path: z.string().nullable(),
  })
  .readonly();
export type Invitation = z.infer<typeof invitationSchema>;

export const invitationsSchema = z
  .object({ items: z.array(invitationSchema).readonly(), goodUntil: z.iso.datetime() })
  .readonly();
export type Invitations = z.infer<typeof invitationsSchema>;
