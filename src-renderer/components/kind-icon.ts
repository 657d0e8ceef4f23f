import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import EventRepeatOutlined from '@mui/icons-material/EventRepeatOutlined';

/** The icon of each kind of request, wherever one is shown. */
export const KIND_ICON = {
  reschedule: EventRepeatOutlined,
  cancel: EventBusyOutlined,
  new: EventAvailableOutlined,
} as const;
