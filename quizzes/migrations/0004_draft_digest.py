from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0003_explain_reveals'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='digest',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
    ]
