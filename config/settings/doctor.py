"""What `manage.py doctor` looks at, in this order."""

DOCTOR = {
    "python": "config.doctor.installation.python",
    "settings": "config.doctor.public.secrets",
    "public address": "config.doctor.public.proxy",
    "data folder": "config.doctor.installation.data_folder",
    "static files": "config.doctor.installation.static_files",
    "content": "config.doctor.installation.content",
    "database": "config.doctor.database.database",
    "broker": "config.doctor.broker.broker",
    "workers": "config.doctor.workers.workers",
    "clock": "config.doctor.workers.clock",
    "storage": "config.doctor.outside.storage",
    "mail": "config.doctor.outside.mail",
    "demo parts": "config.doctor.demo_parts.demo_parts",
    "collectors": "config.doctor.outside.collectors",
}
