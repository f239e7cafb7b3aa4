"""The product's account table as the smallest model that can sign in. Never migrated from here."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class Pengguna(AbstractBaseUser):
    username = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"

    class Meta:
        managed = False
        db_table = "accounts_user"
