using System.Text.Json.Nodes;

namespace MultimodalEmbeddings.Tests.Export;

/// <summary>Writes the folder of a kind.</summary>
internal static class KindFolder
{
    /// <returns>The command lines that check it, relative to the output folder.</returns>
    public static IReadOnlyList<string> Write(string output, ExportKind kind)
    {
        var folder = Path.Combine(output, kind.Name);
        var model = Path.Combine(folder, "model");
        Save(kind, model);
        Check[] checks = [.. Checks.Of(kind.Reader, model)];
        Sentences.Write(Path.Combine(folder, "sentences.json"));
        MatrixFile.Write(
            Path.Combine(folder, "expected.safetensors"),
            [.. checks.Select(check => (check.Tensor, Shape(check.Embeddings), check.Embeddings.SelectMany(x => x).ToArray()))]);
        var tolerance = Tolerance(kind.Reader, model);
        return [.. checks.Select(check => Command(kind, check, tolerance))];
    }

    private static void Save(ExportKind kind, string model)
    {
        var scratch = Directory.CreateTempSubdirectory("export-").FullName;
        try
        {
            using var encoder = kind.Make(scratch);
            encoder.Save(model);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static int[] Shape(float[][] rows) => [rows.Length, rows[0].Length];

    /// <summary>ModernBERT's residual stream is large.</summary>
    private static string Tolerance(PythonReader reader, string model)
    {
        var type = (string?)JsonNode.Parse(File.ReadAllText(Path.Combine(model, "config.json")))!["model_type"];
        return type == "modernbert" ? "1e-4" : reader == PythonReader.Transformers ? "2e-5" : "1e-5";
    }

    private static string Command(ExportKind kind, Check check, string tolerance)
    {
        string[] arguments =
        [
            $"{kind.Name}/model", $"{kind.Name}/expected.safetensors", $"{kind.Name}/sentences.json",
            "--kind", kind.Reader == PythonReader.Transformers ? "hf" : "st",
            "--tensor", check.Tensor,
            .. check.Options,
            "--tolerance", tolerance,
        ];
        return $"python check_export.py {string.Join(' ', arguments.Select(Quoted))}";
    }

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
