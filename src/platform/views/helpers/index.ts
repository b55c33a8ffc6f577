import type { HelperDelegate } from 'handlebars';
import type { Translator } from '../../i18n/index.js';
import type { Assets } from '../assets.js';
import type { IconSet } from '../icons.js';
import { PaperStyle } from '../paper-style.js';
import { absentHelper } from './absent.js';
import { amountHelper } from './amount.js';
import { andHelper } from './and.js';
import { assetHelper } from './asset.js';
import { bytesHelper } from './bytes.js';
import { chosenHelper } from './chosen.js';
import { concatHelper } from './concat.js';
import { countHelper } from './count.js';
import { dateHelper } from './date.js';
import { datetimeHelper } from './datetime.js';
import { eqHelper } from './eq.js';
import { errorAtHelper } from './error-at.js';
import { iconHelper } from './icon.js';
import { isoHelper } from './iso.js';
import { listHelper } from './list.js';
import { moneyHelper } from './money.js';
import { notHelper } from './not.js';
import { orHelper } from './or.js';
import { paperStyleHelper } from './paper-style.js';
import { phoneNumberHelper } from './phone-number.js';
import { recordHelper } from './record.js';
import { severalHelper } from './several.js';
import { sizeHelper } from './size.js';
import { tHelper } from './t.js';
import { tickedHelper } from './ticked.js';
import { timeHelper } from './time.js';
import { typedHelper } from './typed.js';
import { orDash } from './or-dash.js';

export { BadViewValue, type RenderScope } from './scope.js';

export interface HelperNeeds {
  translator: Translator;
  assets: Assets;
  icons: IconSet;
  mode: 'development' | 'test' | 'production';
}

/** The helpers of every template, by name; in production those that meet a bad value write "—". */
export function helpersFor({ translator, assets, icons, mode }: HelperNeeds): Record<string, HelperDelegate> {
  const helpers: Record<string, HelperDelegate> = {
    absent: absentHelper,
    amount: amountHelper,
    and: andHelper,
    asset: assetHelper(assets),
    bytes: bytesHelper,
    chosen: chosenHelper,
    concat: concatHelper,
    count: countHelper,
    date: dateHelper,
    datetime: datetimeHelper,
    eq: eqHelper,
    'error-at': errorAtHelper,
    icon: iconHelper(icons),
    iso: isoHelper,
    list: listHelper,
    money: moneyHelper,
    not: notHelper,
    or: orHelper,
    'paper-style': paperStyleHelper(new PaperStyle(assets)),
    'phone-number': phoneNumberHelper,
    record: recordHelper,
    several: severalHelper,
    size: sizeHelper,
    t: tHelper(translator),
    ticked: tickedHelper,
    time: timeHelper,
    typed: typedHelper,
  };
  if (mode !== 'production') return helpers;
  return Object.fromEntries(Object.entries(helpers).map(([name, helper]) => [name, orDash(helper)]));
}
