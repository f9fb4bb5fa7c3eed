import { Link, Row, Txt, When } from '#web/kit.tsx'
import { Score } from './Score.tsx'

type Given = { score: number; comment: string; at: Date /** The case it is about, where that is not plain. */; code?: string }

/** What a customer said of us: the score, when, and their words. */
export function SaidOfUs({ score, comment, at, code }: Given) {
  return (
    <>
      <Row gap={8} align="center">
        <Score score={score} worded />
        {code && (
          <Link to={`/hop-thu/${code}`}>
            <Txt size={12} num>
              {code}
            </Txt>
          </Link>
        )}
        <Txt size={12} tone={3}>
          <When at={at} list />
        </Txt>
      </Row>
      {comment && (
        <Txt as="p" pre>
          {comment}
        </Txt>
      )}
    </>
  )
}
