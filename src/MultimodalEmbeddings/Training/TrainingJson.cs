using System.Text.Json.Serialization;
using MultimodalEmbeddings.Objectives;

namespace MultimodalEmbeddings.Training;

/// <summary>How the parts of a checkpoint that are no tensors are written: every number to its last bit.</summary>
[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SavedState))]
[JsonSerializable(typeof(SavedTiming))]
[JsonSerializable(typeof(TrainingOptions))]
[JsonSerializable(typeof(MultimodalObjective))]
internal sealed partial class TrainingJson : JsonSerializerContext;
