"""An error raised while another passes through finally."""
def work():
    try:
        open_the_door
    finally:
        close = {}["door"]


work()
