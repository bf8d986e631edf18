using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultimodalEmbeddings.Checkpoints;

/// <summary>Writes a JSON file as the Python libraries do: indented by two spaces, line feeds, one at the end.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string path, Action<Utf8JsonWriter> write) => AtomicFile.Write(path, stream =>
    {
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            write(writer);
        }

        stream.WriteByte((byte)'\n');
    });
}
