import type { InvitedGuest } from '@contracts/http/call-people';
import { SIDES, type Side } from '@domain/people';
import { Select } from 'antd';
import { useState } from 'react';
import { asApiError } from '../../lib/api';
import { Refusal } from '../../ui/refusal';
import { useCallPeople, useGuestCandidates, useInviteGuest, useWithdrawGuest } from './people-queries';
import { useAsk } from './use-ask';
import type { Room } from './use-room';
import { useWords } from './words';

const LANGUAGES: ReadonlySet<string> = new Set(['qiang', 'signLanguage']);

/** Asks an expert of another branch or an interpreter into the call, and takes it back. */
export function GuestForm({ room }: { room: Room }) {
  const { t, sideName } = useWords();
  const sessionId = room.session.id;
  const [wanted, setWanted] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [side, setSide] = useState<Side | null>(null);
  const [made, setMade] = useState<InvitedGuest | null>(null);
  const guests = useCallPeople(sessionId).data?.guests ?? [];
  const candidates = useGuestCandidates(sessionId, wanted);
  const invite = useInviteGuest(sessionId);
  const { staff = [], interpreters = [] } = candidates.data ?? {};
  const asInterpreter = interpreters.some(({ id }) => id === chosen);
  const language = (code: string | null) => (code && LANGUAGES.has(code) ? t(`guests.${code}`) : (code ?? ''));
  const send = () => {
    if (!chosen) return;
    const who = asInterpreter ? { staffId: null, interpreterId: chosen } : { staffId: chosen, interpreterId: null };
    invite.mutate(
      { ...who, role: asInterpreter ? 'interpreter' : 'expert', side: asInterpreter ? side : null },
      {
        onSuccess: (guest) => {
          setMade(guest);
          setChosen(null);
        },
      },
    );
  };
  return (
    <section className="mr-form" aria-label={t('guests.title')}>
      <h3>{t('guests.title')}</h3>
      <Invited room={room} />
      {made?.code && guests.some(({ id }) => id === made.id) && room.place(made.id) === 'absent' && (
        <GuestLink key={made.id} name={made.name} code={made.code} />
      )}
      <div className="mr-fields">
        <Select
          aria-label={t('guests.who')}
          placeholder={t('guests.whoPlaceholder')}
          value={chosen}
          loading={candidates.isFetching}
          showSearch={{ optionFilterProp: 'label' }}
          onOpenChange={(open) => open && setWanted(true)}
          onChange={setChosen}
          options={[
            {
              label: t('guests.colleagues'),
              options: staff.map(({ id, name, branch }) => ({
                value: id,
                label: branch ? `${name} · ${t(`common:branch.${branch}`)}` : name,
              })),
            },
            {
              label: t('guests.interpreters'),
              options: interpreters.map((one) => ({ value: one.id, label: `${one.name} · ${language(one.language)}` })),
            },
          ]}
        />
        {asInterpreter && room.sided && (
          <Select
            aria-label={t('guests.side')}
            value={side ?? 'none'}
            onChange={(value) => setSide(SIDES.find((one) => one === value) ?? null)}
            options={[
              { value: 'none', label: t('guests.sideNone') },
              ...SIDES.map((one) => ({ value: one, label: sideName(one) })),
            ]}
          />
        )}
        <button type="button" className="btn" disabled={!chosen || invite.isPending} onClick={send}>
          {t('guests.invite')}
        </button>
      </div>
      {candidates.error && <Refusal error={asApiError(candidates.error)} staff />}
      {invite.error && <Refusal error={asApiError(invite.error)} staff />}
    </section>
  );
}

/** Those who are asked, until they are in the call and stand among its people. */
function Invited({ room }: { room: Room }) {
  const { t } = useWords();
  const people = useCallPeople(room.session.id);
  const withdraw = useWithdrawGuest(room.session.id);
  const { ask, dialog } = useAsk();
  const guests = people.data?.guests ?? [];
  return (
    <>
      <ul className="mr-invited">
        {guests.map(({ id, name }) => (
          <li key={id}>
            <b>{name}</b>
            <small>{room.place(id) === 'absent' ? t('guests.invited') : t(`people.${room.place(id)}`)}</small>
            <span className="mr-space" />
            <button
              type="button"
              className="btn sm quiet"
              disabled={withdraw.isPending}
              onClick={() =>
                ask({
                  title: t('guests.withdrawTitle', { who: name }),
                  body: t('guests.withdrawBody'),
                  yes: t('guests.withdrawOk'),
                  danger: true,
                  then: () => withdraw.mutate(id),
                })
              }
            >
              {t('guests.withdraw')}
            </button>
          </li>
        ))}
      </ul>
      {withdraw.error && <Refusal error={asApiError(withdraw.error)} staff />}
      {dialog}
    </>
  );
}

function GuestLink({ name, code }: { name: string; code: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const link = `${location.origin}/guest#${code}`;
  return (
    <div className="mr-link">
      <p>{t('guests.link', { who: name })}</p>
      <p>
        <code>{link}</code>{' '}
        <button
          type="button"
          className="btn sm"
          // A browser may forbid it; the link stands there to be marked.
          onClick={() =>
            void navigator.clipboard.writeText(link).then(
              () => setCopied(true),
              () => undefined,
            )
          }
        >
          {t(copied ? 'guests.copied' : 'guests.copy')}
        </button>
      </p>
    </div>
  );
}
