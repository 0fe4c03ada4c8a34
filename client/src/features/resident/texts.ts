import { addTexts } from '../../lib/i18n';
import zh from './zh.json';

addTexts('resident', zh, () => import('./en.json'));
