import type { CustomerFacts } from '#customers'
import { fillReply } from '#knowledge'
import type { Language } from '#platform/text.ts'
import { html, lines } from '#web/portal/html.ts'
import type { SurveySettings } from '../contract.ts'
import { ANSWER_DAYS, SCORES } from '../rules.ts'
import { scoreWords, text } from '../text.ts'

export type LetterFacts = {
  language: Language
  words: SurveySettings['vi']
  company: { name: string; shortName: string; hotline: string }
  customer: Pick<CustomerFacts, 'name' | 'honorific' | 'selfWord' | 'kind'>
  case: { code: string; subject: string }
  signature: string
  /** Where the question is answered, and where one asks for no more. */
  answerAt: string
  refuseAt: string
}

/** The question as a mail: a link for each score, words and picture-free markup, readable in any program. */
export function letter(facts: LetterFacts): { subject: string; text: string; html: string } {
  const { language, words, signature, answerAt, refuseAt, customer, case: about } = facts
  const t = text[language]
  const company = { name: facts.company.shortName || facts.company.name, hotline: facts.company.hotline }
  const fill = (body: string) => fillReply(body, { language, customer, case: about, company }).text
  const who = fill(language === 'vi' ? '{danh_xung} {ten}' : '{full_name}')
  const said = {
    greeting: t.greeting(who.includes('{') ? t.everybody : who),
    about: t.aboutMail(about.code, about.subject),
    question: fill(words.question),
    intro: fill(words.intro),
    ends: t.mailEnds(ANSWER_DAYS),
  }
  const choices = SCORES.toReversed().map((score) => ({ score, words: scoreWords(language, score), to: `${answerAt}?diem=${score}` }))
  const plain = [
    said.greeting,
    `${said.question}\n${said.about}`,
    choices.map(({ score, words, to }) => `${score}/5 ${words}: ${to}`).join('\n'),
    said.intro,
    said.ends,
    signature,
    `${t.mailStop} ${refuseAt}`,
  ]
  return {
    subject: fill(words.subject),
    text: plain.filter(Boolean).join('\n\n'),
    html: marked(said, choices, { signature, refuseAt, stop: t.mailStopShort, language }),
  }
}

const FONT = "font-family:'Be Vietnam Pro',-apple-system,'Segoe UI',Roboto,Arial,sans-serif"

type Said = { greeting: string; about: string; question: string; intro: string; ends: string }
type Choice = { score: number; words: string; to: string }

function marked(
  said: Said,
  choices: readonly Choice[],
  rest: { signature: string; refuseAt: string; stop: string; language: Language },
): string {
  const rows = choices.map(
    ({ score, words, to }) =>
      html`<tr><td style="padding:0 0 8px"><a href="${to}" style="display:block;padding:11px 16px;border:1px solid #b9bab5;border-radius:9px;color:#1c1d1a;background:#ffffff;text-decoration:none;font-size:15px;line-height:22px"><b style="display:inline-block;min-width:26px;color:#00646d">${score}</b>${words}</a></td></tr>`,
  )
  return html`<!doctype html><html lang="${rest.language}"><body style="margin:0;background:#f8f8f5"><div style="max-width:520px;margin:0 auto;padding:24px 16px;${FONT};font-size:15px;line-height:23px;color:#1c1d1a">
<p style="margin:0 0 12px">${said.greeting}</p>
<p style="margin:0 0 2px;font-size:18px;line-height:26px;font-weight:600">${said.question}</p>
<p style="margin:0 0 16px;font-size:13px;line-height:20px;color:#50524c">${said.about}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse">${rows}</table>
<p style="margin:10px 0 0">${lines(said.intro)}</p>
${rest.signature ? html`<p style="margin:16px 0 0">${lines(rest.signature)}</p>` : null}
<p style="margin:20px 0 0;font-size:12px;line-height:18px;color:#696b64">${said.ends} <a href="${rest.refuseAt}" style="color:#50524c">${rest.stop}</a></p>
</div></body></html>`.html
}
