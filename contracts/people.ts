import { z } from 'zod';
import { ROLES } from './states.ts';

const name = z.string().trim().min(1).max(40);
/** Twelve characters or more, as NIST SP 800-63B asks of a password without a second factor (15) less what Chinese input allows. */
export const passwordSchema = z.string().min(10).max(200);

/** Somebody who may sign in, as others see him. */
export const personSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)).readonly(),
    /** The agency whose filings he hands in. */
    agencyId: z.uuid().nullable(),
    /** The agency below which all that he sees lies; null: the whole roster. */
    scopeAgencyId: z.uuid().nullable(),
    disabled: z.boolean(),
  })
  .readonly();
export type Person = z.infer<typeof personSchema>;

/** GET /api/session, and the answer of POST to it. */
export const sessionSchema = z
  .object({
    user: personSchema,
    /** Goes with every write in the header X-CSRF-Token. */
    csrfToken: z.string(),
    /** True after the one-time address: a name and a password are still to be chosen (PUT /api/session/password). */
    mustChoose: z.boolean(),
  })
  .readonly();
export type Session = z.infer<typeof sessionSchema>;

export const signInSchema = z.strictObject({ name, password: z.string().min(1).max(200) });
/** POST /api/session/welcome: the token of the one-time address. */
export const welcomeSchema = z.strictObject({ token: z.string().min(20).max(100) });
/** PUT /api/session/password. `name` may change with the first password, `old` is asked for ever after. */
export const passwordChangeSchema = z.strictObject({
  old: z.string().min(1).max(200).optional(),
  password: passwordSchema,
  name: name.optional(),
});

const standing = {
  roles: z.array(z.enum(ROLES)).min(1),
  agencyId: z.uuid().nullable().default(null),
  scopeAgencyId: z.uuid().nullable().default(null),
};
export const newPersonSchema = z.strictObject({ name, password: passwordSchema, ...standing });
export type NewPerson = z.infer<typeof newPersonSchema>;
export const personChangeSchema = z.strictObject({
  roles: z.array(z.enum(ROLES)).min(1).optional(),
  agencyId: z.uuid().nullable().optional(),
  scopeAgencyId: z.uuid().nullable().optional(),
  disabled: z.boolean().optional(),
  password: passwordSchema.optional(),
});
export type PersonChange = z.infer<typeof personChangeSchema>;

/** A program that may ask; the token itself is shown once. */
export const programSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    roles: z.array(z.enum(ROLES)).readonly(),
    agencyId: z.uuid().nullable(),
    scopeAgencyId: z.uuid().nullable(),
    expiresOn: z.iso.date().nullable(),
    revoked: z.boolean(),
  })
  .readonly();
export type Program = z.infer<typeof programSchema>;
export const newProgramSchema = z.strictObject({ name, expiresOn: z.iso.date().nullable().default(null), ...standing });
export type NewProgram = z.infer<typeof newProgramSchema>;
/** POST /api/tokens: the only answer that holds the token itself. */
export const issuedProgramSchema = programSchema.unwrap().extend({ token: z.string() });
export type IssuedProgram = z.infer<typeof issuedProgramSchema>;
