"""A broker that goes away, and people who use the site all the while."""
