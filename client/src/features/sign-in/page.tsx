import { Button, Form, Input } from 'antd';
import { staffSignIn, type StaffSignIn } from '@contracts/http/identity';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router';
import { z } from 'zod';
import { identityChanged, useStaff } from '../../app/me';
import { homeOf } from '../../app/screens';
import { StaffTheme } from '../../app/staff-shell';
import { api } from '../../lib/api';
import { useDeed } from '../../lib/deed';
import { addTexts } from '../../lib/i18n';
import { useBureau } from '../../lib/server-clock';
import { LanguageSwitch } from '../../ui/language-switch';
import { Mark } from '../../ui/mark';
import { Refusal } from '../../ui/refusal';
import en from './en.json';
import { HousePicture } from './house-picture';
import { pathAfter } from './path-after';
import styles from './sign-in.module.css';
import zh from './zh.json';

addTexts('signIn', zh, en);

/** Staff sign-in. A wrong word is refused in one sentence that never says which of the two was wrong. */
export default function SignInPage() {
  const { t } = useTranslation('signIn');
  const bureau = useBureau();
  const { i18n } = useTranslation();
  const staff = useStaff();
  const [search] = useSearchParams();
  if (staff) return <Navigate to={pathAfter(search.get('next'), homeOf(staff.role))} replace />;
  const name = i18n.language === 'zh' ? bureau?.bureauName : bureau?.bureauNameEn;
  return (
    <StaffTheme>
      <div className={styles.page}>
        <section className={styles.picture}>
          <Mark />
          <HousePicture station={t('stationRoom')} bureau={t('bureauRoom')} />
          <div className={styles.words}>
            <p className={styles.motto}>{t('motto')}</p>
            {name && <p className={styles.place}>{t('place', { bureau: name })}</p>}
          </div>
        </section>
        <main className={styles.work}>
          <div className={styles.language}>
            <LanguageSwitch />
          </div>
          <h1>{t('title')}</h1>
          <SignInForm next={search.get('next')} />
          <div className={styles.foot}>
            <p>
              {t('residentAsk')}
              <Link to="/">{t('residentLink')}</Link>
            </p>
            <p>
              {t('deviceAsk')}
              <Link to="/room">{t('deviceLink')}</Link>
            </p>
          </div>
        </main>
      </div>
    </StaffTheme>
  );
}

function SignInForm({ next }: { next: string | null }) {
  const { t } = useTranslation('signIn');
  const navigate = useNavigate();
  const { sending, refused, run } = useDeed();
  const submit = (typed: StaffSignIn): Promise<void> =>
    run(async () => {
      await api.post(z.unknown(), '/api/sign-in', staffSignIn.parse(typed));
      const who = await identityChanged();
      if (who.kind === 'staff') await navigate(pathAfter(next, homeOf(who.staff.role)), { replace: true });
    });
  return (
    <Form<StaffSignIn>
      layout="vertical"
      size="large"
      requiredMark={false}
      validateTrigger="onSubmit"
      scrollToFirstError={{ focus: true }}
      className={styles.form}
      onFinish={(typed) => void submit(typed)}
    >
      <Form.Item
        name="username"
        label={t('username')}
        rules={[{ required: true, whitespace: true, message: t('usernameMissing') }]}
      >
        <Input autoFocus autoComplete="username" maxLength={60} spellCheck={false} autoCapitalize="none" />
      </Form.Item>
      <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('passwordMissing') }]}>
        <Input.Password
          autoComplete="current-password"
          maxLength={200}
          iconRender={(shown) => (
            <button type="button" className={styles.show}>
              {t(shown ? 'hide' : 'show')}
            </button>
          )}
        />
      </Form.Item>
      {refused?.code === 'SIGN_IN_WRONG' && (
        <p className={styles.wrong} role="alert">
          {t('wrong')}
        </p>
      )}
      {refused && refused.code !== 'SIGN_IN_WRONG' && <Refusal error={refused} staff />}
      <Button type="primary" htmlType="submit" block loading={sending} className={styles.submit}>
        {t('submit')}
      </Button>
    </Form>
  );
}
