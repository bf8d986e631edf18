using System.Text.Json.Nodes;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

/// <summary>A folder with a small ViT or CLIP, whose weights follow from their names; a test changes what it likes.</summary>
internal sealed class SmallTransformer : IDisposable
{
    public const int Hidden = 8;
    public const int Projected = 6;
    public const int Positions = 10;

    private const int Intermediate = 12;
    private readonly TemporaryFolder _folder = new();

    private SmallTransformer(string configuration, string preparation, IEnumerable<TensorSpecification> tensors)
    {
        Configuration = JsonNode.Parse(configuration)!.AsObject();
        Preparation = JsonNode.Parse(preparation)!.AsObject();
        Tensors = [.. tensors];
    }

    public string Folder => _folder.FullName;

    /// <summary>config.json; null for none.</summary>
    public JsonObject? Configuration { get; set; }

    /// <summary>preprocessor_config.json; null for none.</summary>
    public JsonObject? Preparation { get; set; }

    public List<TensorSpecification> Tensors { get; set; }

    /// <summary>What becomes of the values of a tensor of that name.</summary>
    public (string Name, Action<float[]> Change)? Change { get; set; }

    /// <summary>A ViT of two layers for images of 8 x 8 pixels in patches of 4 x 4.</summary>
    /// <param name="prefix">How the names of its tensors begin.</param>
    public static SmallTransformer Vit(string prefix = "") => new(
        """
        { "model_type": "vit", "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 12,
          "image_size": 8, "patch_size": 4 }
        """,
        """
        { "image_processor_type": "ViTImageProcessor", "size": { "height": 8, "width": 8 } }
        """,
        VitTensors().Select(tensor => tensor with { Name = prefix + tensor.Name }));

    /// <summary>A CLIP with one layer for images and two for texts, which are those of <see cref="Tiny.Vocabulary"/>.</summary>
    public static SmallTransformer Clip() => new(
        """
        { "model_type": "clip", "projection_dim": 6,
          "vision_config": { "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 12,
                             "image_size": 8, "patch_size": 4, "projection_dim": 512 },
          "text_config": { "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 12,
                           "vocab_size": 24, "max_position_embeddings": 10, "eos_token_id": 3 } }
        """,
        """
        { "image_processor_type": "CLIPImageProcessor", "size": { "shortest_edge": 8 }, "crop_size": { "height": 8, "width": 8 } }
        """,
        ClipTensors());

    public void Write()
    {
        WriteJson("config.json", Configuration);
        WriteJson("preprocessor_config.json", Preparation);
        WordPieceTokenizer.FromVocabulary(Tiny.Vocabulary).Save(Folder);
        SafetensorsWriter.Write(_folder.File("model.safetensors"), [.. Tensors.Select(ToWrite)]);
    }

    public ImageEncoder Images(ImagePooling? pooling = null)
    {
        Write();
        var builder = ImageEncoder.From(Folder).WithBatchSize(3);
        return (pooling is { } chosen ? builder.WithPooling(chosen) : builder).Build();
    }

    public ClipTextEncoder Texts()
    {
        Write();
        return ClipTextEncoder.Load(Folder);
    }

    public ClipTextTower TextTower()
    {
        Write();
        using var weights = CheckpointDirectory.OpenWeights(Folder);
        return new ClipTextTower(weights, ClipTextLayout.Of(weights));
    }

    /// <summary>Image files of noise, from dark to bright.</summary>
    public string[] Pictures(int count) =>
    [
        .. Enumerable.Range(0, count).Select(index =>
        {
            var (random, side) = (new Random(index), 8 + index);
            var pixels = new byte[3 * side * side];
            random.NextBytes(pixels);
            var path = _folder.File($"{index}.png");
            File.WriteAllBytes(path, PngFile.Rgb(side, side, [.. pixels.Select(it => (byte)(it * (index + 1) / (count + 1)))]));
            return path;
        }),
    ];

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<TensorSpecification> VitTensors() =>
    [
        new("embeddings.cls_token", [1, 1, Hidden]), new("embeddings.position_embeddings", [1, 5, Hidden]),
        new("embeddings.patch_embeddings.projection.weight", [Hidden, 3, 4, 4]),
        new("embeddings.patch_embeddings.projection.bias", [Hidden]),
        .. Enumerable.Range(0, 2).SelectMany(index => Layer($"encoder.layer.{index}.", PreNormNames.Vit)),
        .. Norm("layernorm"), .. Linear("pooler.dense", Hidden, Hidden),
    ];

    private static IEnumerable<TensorSpecification> ClipTensors() =>
    [
        new("vision_model.embeddings.class_embedding", [Hidden]),
        new("vision_model.embeddings.position_embedding.weight", [5, Hidden]),
        new("vision_model.embeddings.patch_embedding.weight", [Hidden, 3, 4, 4]),
        .. Norm("vision_model.pre_layrnorm"),
        .. Layer("vision_model.encoder.layers.0.", PreNormNames.Clip),
        .. Norm("vision_model.post_layernorm"), new("visual_projection.weight", [Projected, Hidden]),
        new("text_model.embeddings.token_embedding.weight", [Tiny.Vocabulary.Count, Hidden]),
        new("text_model.embeddings.position_embedding.weight", [Positions, Hidden]),
        .. Enumerable.Range(0, 2).SelectMany(index => Layer($"text_model.encoder.layers.{index}.", PreNormNames.Clip)),
        .. Norm("text_model.final_layer_norm"), new("text_projection.weight", [Projected, Hidden]),
        new("logit_scale", []), new("text_model.embeddings.position_ids", [1, Positions]),
        new("vision_model.embeddings.position_ids", [1, 5]),
    ];

    private static IEnumerable<TensorSpecification> Layer(string prefix, PreNormNames names) =>
    [
        .. Norm(prefix + names.NormBefore), .. names.Projections.SelectMany(name => Linear(prefix + name, Hidden, Hidden)),
        .. Linear(prefix + names.Output, Hidden, Hidden), .. Norm(prefix + names.NormAfter),
        .. Linear(prefix + names.Widening, Hidden, Intermediate), .. Linear(prefix + names.Narrowing, Intermediate, Hidden),
    ];

    private static TensorSpecification[] Norm(string name) => [new($"{name}.weight", [Hidden]), new($"{name}.bias", [Hidden])];

    private static TensorSpecification[] Linear(string name, int inputs, int outputs) =>
        [new($"{name}.weight", [outputs, inputs]), new($"{name}.bias", [outputs])];

    private TensorToWrite ToWrite(TensorSpecification tensor)
    {
        var values = FormulaWeights.Values(tensor);
        if (Change is var (name, change) && name == tensor.Name)
        {
            change(values);
        }

        return FormulaWeights.ToWrite(tensor, values);
    }

    private void WriteJson(string name, JsonObject? content)
    {
        if (content is not null)
        {
            File.WriteAllText(_folder.File(name), content.ToJsonString());
        }
    }
}
