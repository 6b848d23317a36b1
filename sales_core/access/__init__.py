"""Who somebody is and what he may do: the list of people, what a login vouches for, tokens.

Pure: nothing here asks a database, a clock, the environment or the network.
"""
