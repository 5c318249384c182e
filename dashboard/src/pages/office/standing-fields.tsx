import { ROLES, type Role } from '../../../../contracts/states.ts';
import { AgencyPicker } from '../../parts/agency-picker.tsx';
import { OFFICE_WORDS, ROLE_MEANING, ROLE_WORDS } from '../../words/office.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}
/** What somebody is, and whom it concerns. */
export interface Standing {
  readonly roles: readonly Role[];
  readonly agency: Named | null;
  readonly scope: Named | null;
}
export const NO_STANDING: Standing = { roles: [], agency: null, scope: null };
export const asIds = ({ roles, agency, scope }: Standing) => ({
  roles: [...roles],
  agencyId: agency?.id ?? null,
  scopeAgencyId: scope?.id ?? null,
});

function AgencyField({
  label,
  year,
  value,
  onValue,
}: {
  readonly label: string;
  readonly year: number | null;
  readonly value: Named | null;
  readonly onValue: (value: Named | null) => void;
}) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {year === null && <p className="quiet">{OFFICE_WORDS.noYear}</p>}
      {value !== null && (
        <p>
          {OFFICE_WORDS.chosen(value.name)}{' '}
          <button type="button" className="linkish" onClick={() => onValue(null)}>
            {OFFICE_WORDS.clear}
          </button>
        </p>
      )}
      {value === null && year !== null && <AgencyPicker year={year} label={label} onPick={onValue} />}
    </fieldset>
  );
}

/** Roles and scope, for a person or a program. */
export function StandingFields({
  year,
  value,
  onValue,
}: {
  readonly year: number | null;
  readonly value: Standing;
  readonly onValue: (value: Standing) => void;
}) {
  const toggle = (role: Role, isOn: boolean): void =>
    onValue({ ...value, roles: ROLES.filter((one) => (one === role ? isOn : value.roles.includes(one))) });
  const isAgency = value.roles.includes('agency');
  return (
    <>
      <fieldset>
        <legend>{OFFICE_WORDS.roles}</legend>
        {ROLES.map((role) => (
          <label key={role} className="check">
            <input
              type="checkbox"
              checked={value.roles.includes(role)}
              onChange={(event) => toggle(role, event.currentTarget.checked)}
            />
            {ROLE_WORDS[role]} <span className="quiet">{ROLE_MEANING[role]}</span>
          </label>
        ))}
      </fieldset>
      {isAgency && (
        <AgencyField
          label={OFFICE_WORDS.agency}
          year={year}
          value={value.agency}
          onValue={(agency) => onValue({ ...value, agency })}
        />
      )}
      {value.roles.some((role) => role !== 'agency') && (
        <AgencyField
          label={OFFICE_WORDS.scopeField}
          year={year}
          value={value.scope}
          onValue={(scope) => onValue({ ...value, scope })}
        />
      )}
    </>
  );
}
