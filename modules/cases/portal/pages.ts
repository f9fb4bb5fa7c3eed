import { formPage, page } from '#platform/room.ts'
import { askForLink, askPage } from './ask.ts'
import { addMessage, readMessage, trackPage } from './case.ts'
import { asset, logo, trackedFile } from './files.ts'
import { showRefusal } from './frame.ts'
import { photoPreview } from './photos.ts'
import { FORM_BYTES, readForm } from './read.ts'
import { readRequest, sendPage, sendRequest } from './send.ts'
import { sentPage } from './sent.ts'

const open = { needs: 'public', refused: showRefusal } as const
/** People behind one office network share an address; a machine is slowed down all the same. */
const posts = { ...open, perMinute: 20, bodyLimit: FORM_BYTES }

/** The customers' pages. */
export const portal = [
  page('GET /gui-yeu-cau', open, sendPage),
  formPage('POST /gui-yeu-cau', posts, readRequest, sendRequest),
  page('GET /gui-yeu-cau/da-gui/:token', open, sentPage),
  page('GET /gui-yeu-cau/tep/:id', { ...open, perMinute: 300 }, photoPreview),
  page('GET /tra-cuu', open, askPage),
  formPage('POST /tra-cuu', { ...open, perMinute: 10 }, readForm, askForLink),
  page('GET /tra-cuu/:token', open, trackPage),
  formPage('POST /tra-cuu/:token', posts, readMessage, addMessage),
  page('GET /tra-cuu/:token/tep/:id', { ...open, perMinute: 300 }, trackedFile),
  page('GET /portal/logo', { needs: 'public', perMinute: 600 }, logo),
  page('GET /portal/:name', { needs: 'public', perMinute: 1200 }, asset),
]
