using System.Text.Json.Nodes;

namespace MultimodalEmbeddings.Tests.Export;

/// <summary>A sentence-transformers directory changed by hand: what only a model from elsewhere has.</summary>
internal sealed class EditedFolder(string folder)
{
    public static EditedFolder Of(SentenceEncoder encoder, string folder)
    {
        using (encoder)
        {
            encoder.Save(folder);
        }

        return new EditedFolder(folder);
    }

    public EditedFolder WithLowerCase() => Set("sentence_bert_config.json", "do_lower_case", true);

    public EditedFolder WithoutPromptInPooling() => Set("1_Pooling/config.json", "include_prompt", false);

    public EditedFolder WithNormalize() => WithModule("Normalize");

    /// <summary>A dense layer behind what is there, with weights of some pattern.</summary>
    public EditedFolder WithDense(int inputs, int outputs, string activation, bool bias)
    {
        WithModule("Dense");
        var path = Path.Combine(folder, $"{Modules().Count - 1}_Dense");
        var settings = new JsonObject
        {
            ["in_features"] = inputs,
            ["out_features"] = outputs,
            ["bias"] = bias,
            ["activation_function"] = activation,
        };
        File.WriteAllText(Path.Combine(path, "config.json"), settings.ToJsonString());
        (string Name, int[] Shape, float[] Values) weight = ("linear.weight", [outputs, inputs], Pattern(outputs * inputs));
        (string Name, int[] Shape, float[] Values) shift = ("linear.bias", [outputs], Pattern(outputs));
        MatrixFile.Write(Path.Combine(path, "model.safetensors"), bias ? [weight, shift] : [weight]);
        return this;
    }

    public SentenceEncoder Load() => SentenceEncoder.Load(folder);

    private static float[] Pattern(int count) => [.. Enumerable.Range(1, count).Select(i => MathF.Sin(i * 0.7f) / 3)];

    private EditedFolder Set(string file, string key, bool value)
    {
        var path = Path.Combine(folder, file);
        var settings = JsonNode.Parse(File.ReadAllText(path))!;
        settings[key] = value;
        File.WriteAllText(path, settings.ToJsonString());
        return this;
    }

    private EditedFolder WithModule(string kind)
    {
        var modules = Modules();
        var path = $"{modules.Count}_{kind}";
        Directory.CreateDirectory(Path.Combine(folder, path));
        modules.Add((JsonNode)new JsonObject
        {
            ["idx"] = modules.Count,
            ["name"] = $"{modules.Count}",
            ["path"] = path,
            ["type"] = $"sentence_transformers.models.{kind}",
        });
        File.WriteAllText(Path.Combine(folder, "modules.json"), modules.ToJsonString());
        return this;
    }

    private JsonArray Modules() => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "modules.json")))!.AsArray();
}
