/** The kit: everything a screen is made of. Mantine is known only behind this door. */
export { useAddress, useGo } from './address.ts'
export { Failure, isNetwork } from './failure.ts'
export { type StoredFile, upload } from './files.ts'
export * as format from './format.ts'
export { type Key, useKeys } from './keyboard.ts'
export { type BulkAction, BulkBar } from './kit/bulk.tsx'
export { Button, type ButtonProps, IconButton, type IconButtonProps, Split } from './kit/buttons.tsx'
export { Chart, type ChartProps, type ChartSeries } from './kit/chart.tsx'
export {
  Chip,
  CustomerTier,
  Severity,
  type SeverityLevel,
  type StatusCategory,
  StatusChip,
  TierChip,
  type TierName,
  useSeverityName,
} from './kit/chips.tsx'
export { Checkbox, MultiSelect, type Option, RadioCards, Select, Switch, TagsField } from './kit/choices.tsx'
export { ClockChip, type ClockFacts, lookOf } from './kit/clock.tsx'
export { Composer, type ComposerProps } from './kit/composer.tsx'
export { confirm, type Question } from './kit/confirm.tsx'
export { CardSection, CustomerCard, type CustomerFacts } from './kit/customer.tsx'
export { DateField } from './kit/date-field.tsx'
export { Drawer, Modal } from './kit/dialogs.tsx'
export { Doorstep } from './kit/doorstep.tsx'
export { Field, type FieldProps } from './kit/field.tsx'
export { MoneyField, NumberField, PhoneField, TextArea, TextField, TimeField } from './kit/fields.tsx'
export { AttachedFiles, FileDrop, useUploads } from './kit/file-drop.tsx'
export { type FilterOption, FilterSentence, type FilterWord } from './kit/filter.tsx'
export { type Finder, useChosen } from './kit/finder.ts'
export { Form, useFields, useIssue } from './kit/form.tsx'
export { FoundMultiSelect, FoundSelect } from './kit/found-select.tsx'
export { HtmlMessage } from './kit/html-message.tsx'
export { useKeptFields } from './kit/kept-fields.tsx'
export type { Icon, Tint } from './kit/kinds.ts'
export { BarRow, Bars, Explained, type KpiProps, KpiTile, Meter, Sparkline } from './kit/kpi.tsx'
export { Banner, Card, Facts, Grid, Line, Row, Spacer, Stack, Txt, Unseen } from './kit/layout.tsx'
export { Link, type LinkProps } from './kit/link.tsx'
export { Menu, type MenuEntry, type MenuItem } from './kit/menu.tsx'
export { MoreRows } from './kit/more-rows.tsx'
export { type More, usePages } from './kit/pages.ts'
export { Avatar, Avatars, type Channel, ChannelBadge, PersonCard, useAvailabilityName, useChannelName } from './kit/people.tsx'
export { printPage, usePrinting } from './kit/printing.ts'
export { Queue, type QueueGroup } from './kit/queue.tsx'
export type { QueueAction, QueueRowFacts } from './kit/queue-row.tsx'
export { OffPaper, PaneBody, PaneHead, Panes, Screen, useTitle } from './kit/screen.tsx'
export { Empty, ErrorBox, Loading, PageProblem, Skeleton, Slow } from './kit/states.tsx'
export type { Suggestion, Trigger } from './kit/suggestions.tsx'
export { type Column, type Sort, Table } from './kit/table.tsx'
export { Segmented, type Tab, Tabs } from './kit/tabs.tsx'
export {
  type Attachment,
  Attachments,
  DayLine,
  type DeliveryState,
  MessageBubble,
  type MessageProps,
  SystemLine,
  Thread,
} from './kit/thread.tsx'
export { Timeline, type TimelineItem, When } from './kit/timeline.tsx'
export { Kbd, Tooltip } from './kit/tooltip.tsx'
export { say, sayFailure, unsay } from './kit/undo.tsx'
export { useNow } from './now.ts'
export { type Me, mayOf, useLanguage, useMay, useMaybeMe, useMe, useText } from './session.tsx'
