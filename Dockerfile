FROM python:3.11-slim

# Inside a container the app has to listen on every address, and cannot see where the port is
# published. So it wants to be told that nobody has to log in (README.md, *Docker*), and answers
# under the names of the machine that runs the container.
ENV PYTHONUNBUFFERED=1 \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    SALES_HOSTS="localhost 127.0.0.1 [::1]" \
    STREAMLIT_SERVER_HEADLESS=true

WORKDIR /app
RUN useradd --create-home --uid 10001 sales && install --directory --owner=sales data

COPY requirements.txt ./
# The last two are for a login by an OpenID provider.
RUN pip install --no-cache-dir --requirement requirements.txt "Authlib>=1.9,<2" "httpx>=0.28,<0.29"

COPY .streamlit ./.streamlit
COPY app.py sales.csv ./
COPY sales_core ./sales_core
COPY pages ./pages

USER sales
VOLUME /app/data
EXPOSE 8501

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/health', timeout=4)"]

CMD ["streamlit", "run", "app.py"]
