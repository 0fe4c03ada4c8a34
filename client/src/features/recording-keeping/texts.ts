import { addTexts } from '../../lib/i18n';
import en from './en.json';
import zh from './zh.json';

addTexts('recordingKeeping', zh, en);
