"""The site part by part, as a service manager runs it, and each part restarted while people use it."""
