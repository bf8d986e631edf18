using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReproduceMcse;

/// <summary>The finished runs on disk, so that a stopped program goes on where it was.</summary>
internal sealed class RunFile
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,   // the score of embeddings that are all the same
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly string _path;
    private readonly List<FinishedRun> _runs;

    private RunFile(string path, List<FinishedRun> runs) => (_path, _runs) = (path, runs);

    /// <param name="directory">Made if it does not exist; the runs are in its <c>runs.json</c>.</param>
    /// <exception cref="InvalidDataException">The file there is not one of finished runs.</exception>
    public static RunFile Open(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "runs.json");
        return new RunFile(path, File.Exists(path) ? [.. Read(path, File.ReadAllText(path))] : []);
    }

    /// <summary>The runs of the Python original, one for each seed and arm.</summary>
    public static IReadOnlyList<FinishedRun> Original()
    {
        using var stream = typeof(RunFile).Assembly.GetManifestResourceStream("original.json")!;
        using var reader = new StreamReader(stream);
        return Read("original.json", reader.ReadToEnd());
    }

    /// <summary>The runs with these settings.</summary>
    public IReadOnlyList<FinishedRun> With(RunSettings settings) => [.. _runs.Where(run => run.Settings == settings)];

    /// <summary>Adds a run and writes the file, at once and whole.</summary>
    public void Add(FinishedRun run)
    {
        _runs.Add(run);
        var temporary = $"{_path}.tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(_runs, Format) + "\n");
        File.Move(temporary, _path, overwrite: true);
    }

    private static bool IsWhole(FinishedRun? run) =>
        run is not null && Quantity.All.All(quantity => run.Scores.ContainsKey(quantity.Name));

    private static FinishedRun[] Read(string path, string json)
    {
        try
        {
            var runs = JsonSerializer.Deserialize<FinishedRun?[]>(json, Format);
            return runs is not null && runs.All(IsWhole)
                ? [.. runs.OfType<FinishedRun>()]
                : throw new JsonException("A run is null or lacks a score.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"{path} is no file of finished runs: {exception.Message} Remove it, or name another folder with --output.",
                exception);
        }
    }
}
