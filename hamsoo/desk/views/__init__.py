"""The pages of the desk: home, and what messages become."""

from hamsoo.desk.views.home import home
from hamsoo.desk.views.messages import message_becomes, message_question

__all__ = ["home", "message_becomes", "message_question"]
