from django.apps import AppConfig


class SocialConfig(AppConfig):
    name = "hamsoo.social"
