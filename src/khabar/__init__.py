"""khabar reads reports on a war and works out what is claimed to have happened."""
