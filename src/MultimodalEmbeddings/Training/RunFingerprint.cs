using System.Security.Cryptography;
using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;

namespace MultimodalEmbeddings.Training;

/// <summary>
/// All that a run's numbers follow from, by name: its options, its data, the encoder it starts from and the versions of the
/// software. Long things stand for themselves by their SHA-256.
/// </summary>
/// <remarks>
/// The number of threads and the processor are not in it: a run goes on elsewhere, though then not to the last bit.
/// </remarks>
internal static class RunFingerprint
{
    public static SortedDictionary<string, string> Of(SentenceEncoder encoder, TrainingPlan plan, ContrastiveModel start)
    {
        var text = encoder.DefaultSentenceText();
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["versions.MultimodalEmbeddings"] = $"{typeof(RunFingerprint).Assembly.GetName().Version}",
            ["versions.TorchSharp"] = $"{typeof(TorchSharp.torch).Assembly.GetName().Version}",
            ["encoder.initial_weights"] = WeightsOf(start),
            ["encoder.poolings"] = string.Join(", ", encoder.Poolings),
            ["encoder.maximum_tokens"] = $"{encoder.MaximumTokens}",
            ["encoder.pools_prompt"] = $"{encoder.Options.PoolsPrompt}",
            ["encoder.prompt"] = text.Prompt,
            ["encoder.lower_case"] = $"{text.LowerCase}",
        };
        Add(parts, "encoder", ConfigurationOf(encoder));
        Add(parts, "options", JsonSerializer.SerializeToElement(plan.Options, TrainingJson.Default.TrainingOptions));
        foreach (var (number, objective) in plan.Objectives.Index())
        {
            var fields = JsonSerializer.SerializeToElement(objective, TrainingJson.Default.MultimodalObjective);
            Add(parts, $"objective.{number + 1}", fields);
        }

        foreach (var (name, digest) in plan.Stream.Digests().Concat(plan.Validation?.Digests() ?? []))
        {
            parts.Add(name, digest);
        }

        return parts;
    }

    /// <returns>Each difference as a sentence without its full stop.</returns>
    public static IReadOnlyList<string> Differences(
        IReadOnlyDictionary<string, string> there, IReadOnlyDictionary<string, string> here)
    {
        var names = there.Keys.Union(here.Keys).Order(StringComparer.Ordinal);
        return
        [
            .. names
                .Select(name => (Name: name, There: there.GetValueOrDefault(name), Here: here.GetValueOrDefault(name)))
                .Where(part => part.There != part.Here)
                .Select(part => $"{part.Name} is {part.There ?? "absent"} there and {part.Here ?? "absent"} here"),
        ];
    }

    private static string WeightsOf(ContrastiveModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var parameter in model.Parameters)
        {
            hash.AppendData(parameter.bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static JsonElement ConfigurationOf(SentenceEncoder encoder)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            EncoderConfigurationOutput.Write(writer, encoder.Model.Configuration);
        }

        using var document = JsonDocument.Parse(json.ToArray());
        return document.RootElement.Clone();
    }

    private static void Add(SortedDictionary<string, string> parts, string group, JsonElement fields)
    {
        foreach (var field in fields.EnumerateObject())
        {
            parts.Add($"{group}.{field.Name}", field.Value.GetRawText());
        }
    }
}
