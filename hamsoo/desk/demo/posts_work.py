"""Written posts about work."""

TEXT = """
= announcement | organisation
*elham.rostami از دوشنبه، پیش از هر پاسخ به مشتری، تعهدهای واحدهای دیگر کنار کادر پاسخ دیده می‌شود. در آزمایش دوهفته‌ای، تعارض‌ها از ۱۱
به ۴ رسید. @leila.farhadi تجربهٔ تیمت را اینجا می‌نویسی؟
~leila.farhadi دو روز اول کندتر بودیم؛ از روز سوم زمان پاسخ ۱۲٪ کمتر شد، چون دیگر کسی برگشت نمی‌زند.
= win | organisation
*amir.rezaei توقف درگاه پرداخت داروسازی کیمیا در ۱ ساعت و ۴۰ دقیقه برطرف شد و مشتری همان هفته تمدید دوساله را امضا کرد. @leila.farhadi
@kaveh.jafari @negar.ahmadi این امضا مال شماست.
"""
