"""Written posts about life at work."""

TEXT = """
= life | organisation
* دستگاه قهوهٔ طبقهٔ ۴ بالاخره تعمیر شد. لطفاً بعد از ساعت ۱۶ شیر را خالی کنید تا دوباره گرفتگی پیدا نکند.
"""
