from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("learners", "0000_user"), ("learners", "0001_initial")]

    operations = []
