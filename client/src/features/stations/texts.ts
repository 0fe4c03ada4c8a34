import { addTexts } from '../../lib/i18n';
import checkEn from '../room-check/en.json';
import checkZh from '../room-check/zh.json';
import en from './en.json';
import zh from './zh.json';

addTexts('stations', zh, en);
addTexts('roomCheck', checkZh, checkEn);
