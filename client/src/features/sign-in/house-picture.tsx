import styles from './sign-in.module.css';

/** Two windows under one roof: who sits at the station and who sits at the bureau. Decoration. */
export function HousePicture({ station, bureau }: { station: string; bureau: string }) {
  return (
    <div className={styles.house} aria-hidden="true">
      <svg className={styles.roof} viewBox="0 0 560 96" fill="none" stroke="#0B2F5C" strokeWidth="7">
        <path d="M4 92 280 6l276 86" />
      </svg>
      <div className={styles.windows}>
        <figure>
          <Person wall="#D9D8D2" floor="#BEC3B8" skin="#C99873" hair="#B9BEC1" coat="#596469" short />
          <figcaption>{station}</figcaption>
        </figure>
        <figure>
          <Person wall="#CFD7DB" floor="#B5BFC5" skin="#E2B48F" hair="#2A2624" coat="#2B4468" />
          <figcaption>{bureau}</figcaption>
        </figure>
      </div>
    </div>
  );
}

interface PersonLook {
  wall: string;
  floor: string;
  skin: string;
  hair: string;
  coat: string;
  short?: boolean;
}

function Person({ wall, floor, skin, hair, coat, short = false }: PersonLook) {
  return (
    <svg viewBox="0 0 244 192" preserveAspectRatio="xMidYMid slice">
      <path fill={wall} d="M0 0h244v192H0z" />
      <path fill={floor} d="M0 140h244v52H0z" />
      {short ? (
        <path fill="#A9C0B2" stroke="#EEF2F2" strokeWidth="5" d="M-4 30h60v70H-4z" />
      ) : (
        <path fill="#93A1AA" d="M0 26h40v86H0z" />
      )}
      {!short && <path fill={hair} d="M86 150V90a36 42 0 0 1 72 0v60z" />}
      <path fill={skin} d="M110 110h24v34h-24z" />
      <path fill={coat} d="M32 196c4-40 34-52 74-58l16 16 16-16c40 6 70 18 74 58z" />
      <path fill={skin} d="M92 84c0-26 12-40 30-40s30 14 30 40-12 44-30 44-30-18-30-44z" />
      <path
        fill={hair}
        d={
          short
            ? 'M90 82c-2-30 14-44 32-44s34 14 32 44c-6-18-12-26-32-26s-26 8-32 26z'
            : 'M88 86c0-34 16-50 34-50s34 16 34 50c-8-12-10-22-16-28-16 8-38 6-46 0-4 8-2 18-6 28z'
        }
      />
      <path
        fill="none"
        stroke="#3A2E28"
        strokeWidth="3"
        strokeLinecap="round"
        d="M110 86v2M134 86v2M113 112c6 4 12 4 18 0"
      />
    </svg>
  );
}
