import { z } from 'zod';

const password = z.string('identity:password.missing').min(1, 'identity:password.missing').max(1_000);
const twice = { newPassword: password, repeatPassword: password };
const same = (form: { newPassword: string; repeatPassword: string }) => form.newPassword === form.repeatPassword;
const different = { path: ['repeatPassword'], message: 'identity:password.not-twice' };

/** A password chosen, twice; its strength is the policy's affair. */
export const newPasswordSchema = z.strictObject({ ...twice, retour: z.string().optional() }).refine(same, different);

/** The same from a profile: the present one is a proof that it is still the same person. */
export const changePasswordSchema = z.strictObject({ password, ...twice }).refine(same, different);

export const presentPasswordSchema = z.strictObject({ password });

/** Of "Mot de passe oublié": a login or an email. */
export const askedSchema = z.strictObject({
  login: z
    .string()
    .transform((typed) => typed.replace(/\p{Cc}/gu, ''))
    .pipe(z.string().trim().min(1, 'identity:forgotten.missing').max(254)),
});
